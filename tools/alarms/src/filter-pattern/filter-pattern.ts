import { Unfit } from '@bulkhead/errors';
import { type FieldsPattern, matchFields, readFieldsPattern, requireField } from './fields-pattern';
import { type JsonCondition, matchJson, readJsonPattern, requireJsonField } from './json-pattern';
import { type Match } from './log-event';
import { matchTerms, readTermsPattern, type TermsPattern } from './terms-pattern';

/** What a metric filter looks for in log events. */
export type FilterPattern =
  | { readonly type: 'json'; readonly condition: JsonCondition }
  | { readonly type: 'fields'; readonly fields: FieldsPattern }
  | { readonly type: 'terms'; readonly terms: TermsPattern };

/** Reads a pattern. An empty one matches every event. @throws Unfit if CloudWatch Logs would refuse it */
export function readPattern(text: string): FilterPattern {
  const begin = text.trim().charAt(0);
  if (begin === '{') return { type: 'json', condition: readJsonPattern(text) };
  if (begin === '[') return { type: 'fields', fields: readFieldsPattern(text) };
  return { type: 'terms', terms: readTermsPattern(text) };
}

/** What a pattern finds in a log event; undefined if it does not match. */
export function matchPattern(pattern: FilterPattern, message: string): Match | undefined {
  switch (pattern.type) {
    case 'json':
      return matchJson(pattern.condition, message);
    case 'fields':
      return matchFields(pattern.fields, message);
    case 'terms':
      return matchTerms(pattern.terms, message);
  }
}

/** @throws Unfit if events that match the pattern have no such field */
export function requireFieldOf(pattern: FilterPattern, field: string): void {
  if (pattern.type === 'json') return requireJsonField(field);
  if (pattern.type === 'fields') return requireField(field, pattern.fields);
  throw new Unfit(`it takes ${field} from an event, and its pattern has no fields`);
}
