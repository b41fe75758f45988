/** The classes of what is drawn, each with its colour on light and on dark paper. */
const colours = {
  page: ['#ffffff', '#0d1117'],
  card: ['#f6f8fa', '#161b22'],
  text: ['#1f2328', '#e6edf3'],
  quiet: ['#57606a', '#9da7b3'],
  line: ['#d0d7de', '#30363d'],
  ok: ['#1a7f37', '#3fb950'],
  limit: ['#c4362f', '#ff7b72'],
  first: ['#2563a8', '#79b8ff'],
  second: ['#9a4e00', '#ffab70'],
} as const;

/** The classes of the numbers of a graph, in their order. */
export const seriesClasses = ['first', 'second'] as const;

/** A style sheet that follows the reader's choice of light or dark. */
export function styleSheet(): string {
  const of = (scheme: 0 | 1) =>
    Object.entries(colours)
      .map(([name, pair]) => `.${name}{fill:${pair[scheme]}}.${name}-line{stroke:${pair[scheme]};fill:none}`)
      .join('');
  return `${of(0)}@media (prefers-color-scheme:dark){${of(1)}}`;
}
