import '../ui/message.css';
import { message as words } from '../i18n/en/message';

// Without this script the page says as much; only copying takes more steps.
const details = document.getElementById('details');
if (details !== null && details.textContent !== '') {
  const code = document.querySelector('.message code')?.textContent ?? '';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.copy;
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    said.textContent = (await copy(`${code}\n${details.textContent}`, details)) ? words.copied : words.selected;
  });
  details.after(button, said);
}

/** Frames of an LMS may not write the clipboard: then the text is selected, and the old way may still copy it. */
async function copy(text: string, from: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(from);
    return document.execCommand('copy');
  }
}
