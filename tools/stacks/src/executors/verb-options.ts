import { type OptionsOf, optionKinds, readOptions } from '@bulkhead/errors/input';
import { z } from 'zod';
import { type Verb } from '../plugin/verbs';
import { type RunOptions } from '../run/run';

const { allOrSome, flag, list, oneOf, quantity, repeated, sentence, text } = optionKinds;

/** One week: a timer of Node that is set to more than 24 days ends at once. */
const longestMinutes = 10_080;

/** The environment, and the deadline. */
const ofEnvironment = {
  environment: text('the name of an environment, or the path of its JSON file'),
  deadlineMinutes: quantity('minutes', longestMinutes).optional(),
};

/** The stacks of the environment. */
const ofStacks = {
  environment: ofEnvironment.environment,
  stack: text('the name of a stack').optional(),
  role: oneOf(['primary', 'dr', 'global']).optional(),
  deadlineMinutes: ofEnvironment.deadlineMinutes,
};

const resources = list('Terraform addresses or CloudFormation logical ids, separated by commas');
const orphans = allOrSome('ids (APP/STACK@ROLE), separated by commas');

/** The options of each command of the tool. */
export const commandOptions = {
  synth: z.strictObject(ofStacks),
  validate: z.strictObject(ofStacks),
  diff: z.strictObject(ofStacks),
  drift: z.strictObject({
    ...ofStacks,
    json: flag().optional(),
    revert: flag().optional(),
    remove: list('names of additions, separated by commas').optional(),
    allowDestroy: resources.optional(),
  }),
  deploy: z.strictObject({
    ...ofStacks,
    force: flag().optional(),
    dryRun: flag().optional(),
    plan: text('the path of a diff').optional(),
    allowDestroy: resources.optional(),
    withoutPolicy: sentence('a reason').optional(),
    withoutPreflight: flag().optional(),
  }),
  destroy: z.strictObject({
    ...ofStacks,
    orphans: orphans.optional(),
    allowDestroy: resources.optional(),
  }),
  recover: z.strictObject({
    ...ofStacks,
    dryRun: flag().optional(),
    restore: text('a version of the state').optional(),
    adopt: flag().optional(),
    import: repeated('ADDRESS=ID', /^[^=]+=./).optional(),
    absent: list('Terraform addresses, separated by commas, or *').optional(),
    forget: flag().optional(),
    overwriteRecord: flag().optional(),
  }),
  orphans: z.strictObject({
    ...ofEnvironment,
    destroy: orphans.optional(),
    allowDestroy: resources.optional(),
  }),
  bootstrap: z.strictObject(ofStacks).omit({ deadlineMinutes: true }),
  base: z.strictObject(ofEnvironment).omit({ deadlineMinutes: true }),
  graph: z.strictObject({
    environment: ofEnvironment.environment,
    withoutRecords: flag().optional(),
    into: text('the path of a Markdown document').optional(),
  }),
  simulate: z.strictObject({
    environment: ofEnvironment.environment,
    into: text('the path of a Markdown document').optional(),
  }),
  alarms: z.strictObject({ environment: ofEnvironment.environment }),
  picture: z.strictObject({
    environment: ofEnvironment.environment,
    into: text('the path of an SVG file').optional(),
  }),
  'preset-alarms': z.strictObject({}),
  preflight: z.strictObject(ofStacks).omit({ deadlineMinutes: true }),
  contracts: z.strictObject({ update: flag().optional(), acceptBreaks: flag().optional() }),
  presets: z.strictObject({}),
  build: z.strictObject({}),
  indexes: z.strictObject({ update: flag().optional() }),
} satisfies Record<Verb, z.ZodType<RunOptions>> & Record<string, z.ZodObject>;

export type Command = keyof typeof commandOptions;

/**
 * Reads the options of a command as a user gave them.
 *
 * @throws Refusal `InvalidOption`
 */
export function readCommandOptions<Name extends Command>(
  command: Name,
  given: object,
): z.infer<(typeof commandOptions)[Name]>;
export function readCommandOptions(command: Command, given: object): object {
  const of: OptionsOf<z.ZodRawShape> = { command, options: commandOptions[command], commandsWith };
  return readOptions(of, given as Record<string, unknown>);
}

/** Commands that have an option, in any spelling of its words. */
function commandsWith(option: string): string[] {
  const plain = (name: string) => name.toLowerCase().replace(/[-_]/g, '');
  return Object.entries(commandOptions).flatMap(([command, { shape }]) =>
    Object.keys(shape).some((name) => plain(name) === plain(option)) ? [command] : [],
  );
}
