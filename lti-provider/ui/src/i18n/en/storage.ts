export const storage = {
  opening: 'Opening your class…',
} as const;
