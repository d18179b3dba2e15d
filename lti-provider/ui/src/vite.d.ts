/** What Vitest adds to a module, for the test that reads the sources. */
interface ImportMeta {
  glob(pattern: string, options: { query: string; import: string; eager: true }): Record<string, string>;
}
