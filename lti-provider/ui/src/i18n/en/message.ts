export const message = {
  copy: 'Copy for your administrator',
  copied: 'Copied. Paste it into a message to your administrator.',
  selected: 'Select the text above and copy it with Ctrl+C, or ⌘C on a Mac.',
} as const;
