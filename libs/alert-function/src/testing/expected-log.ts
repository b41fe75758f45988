import { severities } from '../alarm-description';
import { knownType } from '../explain-change/change-severity';
import { type Invocation } from './built-function';
import { canary } from './hostile-events';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const word = (...words: readonly string[]) => new RegExp(`^(${words.join('|')})$`);

/** The only fields of a line, and what their values look like. */
const allowed: Readonly<Record<string, (value: unknown) => boolean>> = {
  timestamp: (value) => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value)),
  level: (value) => word('INFO', 'WARN', 'ERROR').test(String(value)),
  outcome: (value) => word('published', 'duplicate', 'failed', 'held-back').test(String(value)),
  message: (value) => uuid.test(String(value)),
  event: (value) => uuid.test(String(value)),
  kind: (value) =>
    word('alarm', 'composite-alarm', 'configuration-change', 'compliance-change', 'unknown').test(
      String(value),
    ),
  severity: (value) => word(...severities).test(String(value)),
  topic: (value) => word('notifications', 'alerts').test(String(value)),
  resourceType: (value) => knownType(String(value)) !== undefined,
  durationMs: (value) => Number.isInteger(value),
  code: (value) => word('SNSRefused', 'SNSUnreachable').test(String(value)),
  reason: (value) =>
    /^SNS (answered Publish with \d{3} \w+( \(request \w+\))?|did not answer Publish: \w+)\.$/.test(
      String(value),
    ),
};

/** What is in a log and may not be: fields and values that are not allowed, and any text of an event. */
export function forbiddenIn({ lines, printed }: Invocation): string[] {
  const fields = lines.flatMap((line) =>
    Object.entries(line)
      .filter(([name, value]) => !allowed[name]?.(value))
      .map(([name, value]) => `${name}: ${String(value)}`),
  );
  return printed.includes(canary) ? [...fields, canary] : fields;
}
