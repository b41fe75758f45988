import { alarmStates, type AlarmState } from '../model/alarm-state';
import { Unfit } from '@bulkhead/errors';
import { Scanner } from '../text/scanner';

/**
 * The rule of a composite alarm. "Create a composite alarm", rule expressions:
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm.html
 */
export type AlarmRule =
  | { readonly type: 'state'; readonly state: AlarmState; readonly alarm: string }
  | { readonly type: 'constant'; readonly value: boolean }
  | { readonly type: 'not'; readonly rule: AlarmRule }
  | { readonly type: 'and' | 'or'; readonly rules: readonly AlarmRule[] };

/**
 * Reads a rule. The alarms in it are as they are written: a name, an ARN or a symbol.
 *
 * @throws Unfit if AWS would refuse the rule, or if AND and OR meet without parentheses: AWS does not say which of them
 * binds stronger
 */
export function readRule(text: string): AlarmRule {
  const scanner = new Scanner(text, 'the rule');
  const rule = combination(scanner);
  if (!scanner.atEnd()) scanner.fail('AND, OR, or end');
  return rule;
}

function combination(scanner: Scanner): AlarmRule {
  const first = operand(scanner);
  const operator = scanner.word('AND', 'OR');
  if (operator === undefined) return first;
  const rules = [first, operand(scanner)];
  for (let next = scanner.word('AND', 'OR'); next !== undefined; next = scanner.word('AND', 'OR')) {
    if (next !== operator)
      throw new Unfit(
        `the rule ${JSON.stringify(scanner.text)} mixes AND with OR: put one of them in parentheses`,
      );
    rules.push(operand(scanner));
  }
  return { type: operator === 'AND' ? 'and' : 'or', rules };
}

function operand(scanner: Scanner): AlarmRule {
  if (scanner.word('NOT') !== undefined) return { type: 'not', rule: operand(scanner) };
  if (scanner.take('(') !== undefined) {
    const rule = combination(scanner);
    scanner.expect(')');
    return rule;
  }
  const constant = scanner.word('TRUE', 'FALSE');
  if (constant !== undefined) return { type: 'constant', value: constant === 'TRUE' };
  const word = scanner.word(...alarmStates);
  const state = alarmStates.find((each) => each === word) ?? scanner.fail('ALARM, OK or INSUFFICIENT_DATA');
  scanner.expect('(');
  const [, quoted, bare] = scanner.match(/"([^"]+)"|([^\s()"]+)/) ?? scanner.fail('name of an alarm');
  scanner.expect(')');
  return { type: 'state', state, alarm: quoted ?? bare ?? '' };
}

/** The same rule with other names of its alarms. */
export function withAlarms(rule: AlarmRule, rename: (alarm: string) => string): AlarmRule {
  switch (rule.type) {
    case 'state':
      return { ...rule, alarm: rename(rule.alarm) };
    case 'constant':
      return rule;
    case 'not':
      return { ...rule, rule: withAlarms(rule.rule, rename) };
    default:
      return { ...rule, rules: rule.rules.map((each) => withAlarms(each, rename)) };
  }
}

/** The alarms that a rule names, each once. */
export function alarmsIn(rule: AlarmRule): string[] {
  const found = new Set<string>();
  withAlarms(rule, (alarm) => {
    found.add(alarm);
    return alarm;
  });
  return [...found];
}

/** Whether a rule is true for the states of its alarms. */
export function holds(rule: AlarmRule, stateOf: (alarm: string) => AlarmState): boolean {
  switch (rule.type) {
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'constant':
      return rule.value;
    case 'not':
      return !holds(rule.rule, stateOf);
    case 'and':
      return rule.rules.every((each) => holds(each, stateOf));
    case 'or':
      return rule.rules.some((each) => holds(each, stateOf));
  }
}
