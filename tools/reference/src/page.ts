/** A page of the reference: its path from the root of the workspace, and its Markdown. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** Folder of the pages; nothing else is in it. */
export const referenceFolder = 'docs/reference';

/** The command that makes the pages anew. */
export const updateCommand = 'npx nx run reference:update';

/** A page of some lines below its title. Prettier leaves it alone, so that one long cell does not change every line. */
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
