import { BulkheadError } from '@bulkhead/errors';
import { readCommandLine } from '@bulkhead/errors/input';
import { type FaultKind, faultKinds } from './faulted-calls';

/** What a user asks for. */
export interface CreateFaultOptions {
  /** Draws the sample, and the errors of failing reads. @default 1 */
  readonly seed: number;
  /** How many calls of each stack are faulted, for each kind. @default all of them */
  readonly sample: number;
  /** Ids of the stacks. @default every stack of the preset */
  readonly stacks: readonly string[];
  /** @default all kinds */
  readonly kinds: readonly FaultKind[];
  /** What the names of the calls that are faulted match. @default all of them */
  readonly call: RegExp;
  /** Whether a trial that diverges is repeated with ever fewer of its calls, until each culprit is alone. @default false */
  readonly bisect: boolean;
}

/**
 * Reads a command line such as `--stack=network/vpc --kind=answer-lost --sample=8 --seed=3`.
 *
 * @param known ids of the stacks
 * @throws BulkheadError `InvalidOption`, with what is allowed
 */
export function readOptions(argv: readonly string[], known: readonly string[]): CreateFaultOptions {
  const refuse = (what: string, cause?: unknown) =>
    new BulkheadError('InvalidOption', what, {
      next: `npx nx run e2e:create-faults -- [--stack=${known.join('|')}]… [--kind=${faultKinds.join('|')}]… [--call=REGEXP] [--sample=NUMBER] [--seed=NUMBER] [--bisect]`,
      cause,
    });
  const values = readCommandLine('npx nx run e2e:create-faults', argv, {
    stack: { type: 'string', multiple: true, default: [...known] },
    kind: { type: 'string', multiple: true, default: [...faultKinds] },
    call: { type: 'string', default: '' },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    bisect: { type: 'boolean', default: false },
  });
  const wholeNumber = (name: 'sample' | 'seed') => {
    const text = values[name];
    if (text !== undefined && !/^[1-9]\d*$/.test(text))
      throw refuse(`--${name} is "${text}"; allowed: a whole number from 1.`);
    return text === undefined ? Infinity : Number(text);
  };
  const stack = values.stack.find((id) => !known.includes(id));
  if (stack !== undefined) throw refuse(`There is no stack "${stack}".`);
  const kind = values.kind.find((name) => !isKind(name));
  if (kind !== undefined) throw refuse(`There is no kind "${kind}".`);
  const call = (() => {
    try {
      return new RegExp(values.call);
    } catch (cause) {
      throw refuse(`--call is "${values.call}"; allowed: a regular expression.`, cause);
    }
  })();
  return {
    seed: wholeNumber('seed'),
    sample: wholeNumber('sample'),
    stacks: values.stack,
    kinds: values.kind.filter(isKind),
    call,
    bisect: values.bisect,
  };
}

function isKind(name: string): name is FaultKind {
  return (faultKinds as readonly string[]).includes(name);
}
