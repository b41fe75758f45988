/** A page of the reference: its path from the root of the workspace, and its Markdown. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** Folder of the pages. It contains nothing else. */
export const referenceFolder = 'docs/reference';

/** The command that writes the pages again. */
export const updateCommand = 'npx nx run reference:update';

/** A page with some lines below its title. Prettier does not format it, so one long cell does not change every line. */
export function page(name: string, title: string, lines: readonly string[]): Page {
  const made = `<!-- Made by \`${updateCommand}\`. Do not edit. -->`;
  return {
    file: `${referenceFolder}/${name}`,
    text: `${[made, '', `# ${title}`, '', ...lines]
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trimEnd()}\n`,
  };
}
