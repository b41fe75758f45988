import { canonicalJson } from '@bulkhead/stack';

/**
 * A document, as text or parsed, and possibly URL-encoded as IAM returns it, in one spelling and on one line. A text
 * that is no JSON becomes a JSON string.
 */
export function canonicalDocument(document: unknown): string {
  return JSON.stringify(JSON.parse(canonicalJson(parsedDocument(document))));
}

/** Parses a document that may be a text, and URL-encoded as IAM returns it. */
export function parsedDocument(document: unknown): unknown {
  if (typeof document !== 'string') return document;
  for (const text of [document, decoded(document)]) {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // It is in the other form, then.
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
