import { type TextWidget } from '../reading/dashboard';
import { type Frame, padding } from './frame';
import { escaped, fittingSize } from './text';

/** Headings and paragraphs of a Markdown text. Links are shown by their words. */
export function markdownLines({ properties: { markdown } }: TextWidget, { x, y, width }: Frame): string[] {
  const lines = markdown.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    const words = line.replace(/^#+ /, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
    const isHeading = line.startsWith('#');
    const isLink = line !== words && !isHeading;
    const size = fittingSize(words, width - 2 * padding, isHeading ? 18 : 12);
    const style = isHeading ? 'text' : isLink ? 'first' : 'quiet';
    return `<text class="${style}" x="${x + padding}" y="${y + 32 + index * 28}" font-size="${size}"${isHeading ? ' font-weight="bold"' : ''}>${escaped(words)}</text>`;
  });
}
