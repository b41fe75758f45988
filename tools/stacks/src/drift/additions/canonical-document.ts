import { canonicalJson } from '@bulkhead/stack';

/**
 * A document, as text or parsed, and URL-encoded as IAM returns it, in one spelling and
 * on one line; a text that is no JSON as a text of JSON.
 */
export function canonicalDocument(document: unknown): string {
  return JSON.stringify(JSON.parse(canonicalJson(parsedDocument(document))));
}

/** A document that may be a text, and URL-encoded as IAM returns it. */
export function parsedDocument(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  for (const text of [document, decoded(document)]) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // The other one, then.
    }
  }
  return document;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
