import ts from 'typescript';
import { initializerOf, parse } from './syntax';

/**
 * Adds an element to the array of a constant, before the first element that sorts behind it. An element that is already
 * there stays as it is.
 */
export function withElement(text: string, name: string, element: string): string | undefined {
  const array = initializerOf(parse(text), name);
  if (!array || !ts.isArrayLiteralExpression(array)) return undefined;
  if (array.elements.some((each) => each.getText() === element)) return text;
  const behind = array.elements.find((each) => each.getText() > element);
  const last = array.elements.at(-1);
  if (behind) return `${text.slice(0, behind.getStart())}${element},\n  ${text.slice(behind.getStart())}`;
  const at = last?.getEnd() ?? array.getStart() + 1;
  return `${text.slice(0, at)}${last ? ',\n  ' : ''}${element}${text.slice(at)}`;
}

/** Removes an element from the array of a constant. */
export function withoutElement(text: string, name: string, element: string): string {
  const array = initializerOf(parse(text), name);
  if (!array || !ts.isArrayLiteralExpression(array)) return text;
  const index = array.elements.findIndex((each) => each.getText() === element);
  const [before, found, next] = [array.elements[index - 1], array.elements[index], array.elements[index + 1]];
  if (!found) return text;
  const [from, to] = next
    ? [found.getStart(), next.getStart()]
    : [before?.getEnd() ?? found.getStart(), found.getEnd()];
  return text.slice(0, from) + text.slice(to);
}
