// Somebody of the practice LMS with a browser profile of their own.
import { newProfile } from './browser.mjs';

export class Person {
  /** @param {{browser: object, stack: object, id: string, name: string, viewport?: object}} who */
  constructor({ browser, stack, id, name, viewport = { width: 1280, height: 800 } }) {
    Object.assign(this, { browser, stack, id, name, viewport, problems: [] });
  }

  async #profile() {
    if (!this.profile) {
      this.profile = await newProfile(this.browser, { viewport: this.viewport });
      this.profile.on('page', (page) => this.#watch(page));
      this.profile.on('response', (response) => void this.#noteTicket(response));
    }
    return this.profile;
  }

  /** A page's own mistakes make the story fail in the end. */
  #watch(page) {
    page.on('pageerror', (error) => this.problems.push(`${this.id}: ${error.stack ?? error}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${this.id}: ${message.text()} (${message.location().url})`);
    });
  }

  /** Keeps the last address with a ticket, to try it once more. */
  async #noteTicket(response) {
    if (!response.url().endsWith('/api/lobby/ticket') || !response.ok()) return;
    const { url } = await response.json();
    if (url.startsWith('/room')) this.ticketUrl = this.stack.tool + url;
  }

  /** Launches a link of a course in a frame on the course page; the frame is the lobby. */
  async launch(link = 'live', course = 'physics') {
    const profile = await this.#profile();
    this.course = await profile.newPage();
    await this.course.goto(`${this.stack.lms.url}/course/${course}?user=${this.id}&link=${link}`);
    this.lobby = this.course.frameLocator('#tool');
    return this.lobby;
  }

  /** The lobby as a frame of its own, for what a locator cannot do. */
  lobbyFrame() {
    return this.course.frames().find((frame) => frame.url().startsWith(this.stack.tool));
  }

  /** Presses a button of the lobby that opens a tab; gives the tab. */
  async open(button) {
    const tab = this.profile.waitForEvent('page');
    await this.lobby.getByRole('button', { name: button }).click();
    // On a busy machine the click's permission may end before the ticket is there: then the lobby offers a link.
    this.lobby.getByRole('link', { name: /in a new tab$/ }).click({ timeout: 25_000 }).catch(() => undefined);
    return tab;
  }

  /** Opens the class in its tab. */
  async enter(button) {
    this.room = await this.open(button);
    return this.room;
  }

  /** An address in a tab of this person's profile. */
  async visit(url) {
    const page = await (await this.#profile()).newPage();
    await page.goto(url);
    return page;
  }

  /** Takes back complaints that a test asked for. */
  forgive(pattern) {
    this.problems = this.problems.filter((problem) => !pattern.test(problem));
  }

  async close() {
    await this.profile?.close();
  }
}
