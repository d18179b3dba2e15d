import type { Player } from './player';

/** Read-only figures on `window.lectern.replay`, for browser tests and people who look into a problem. */
export function exposeDiagnostics(player: Player): void {
  const diagnostics = {
    /** Pictures presented, by track. */
    get frames() {
      return { ...player.painter.presented };
    },
    /** Class time that is shown, seconds. */
    get time() {
      return player.time.peek() / 1e6;
    },
    get end() {
      return player.end / 1e6;
    },
    get playing() {
      return player.playing.peek();
    },
    get loading() {
      return player.loading.peek();
    },
    get room() {
      return player.room.peek();
    },
    /** Who is shown, and as what. */
    get scene() {
      return player.scene.peek().map(({ person, kind, large }) => ({ person, kind, large }));
    },
    /** Sum of the squares of what was heard. */
    get audioEnergy() {
      return player.mixer.energy;
    },
  };
  const page = window as { lectern?: Record<string, unknown> };
  page.lectern = Object.freeze({ ...page.lectern, replay: Object.freeze(diagnostics) });
}
