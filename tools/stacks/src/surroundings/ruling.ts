/** The target of a run's calls: AWS in the environment's account, or the emulator. */
export type TargetKind = 'aws' | 'emulator';

/**
 * The ruling on a variable of the shell:
 *
 * - `passes`: the variable stays as it is;
 * - `refused`: the run ends before anything is touched, and names the variable;
 * - `ignored`: the variable is removed, and the run says so in one line;
 * - `dropped`: the variable is removed without a word, since nobody would expect anything else.
 */
export type Ruling = 'passes' | 'refused' | 'ignored' | 'dropped';

/** Child processes that get a passing variable. A variable that only this process reads goes to neither. */
export type Reader = 'terraform' | 'synthesis';

/** The rule for one or more variables. */
export interface VariableRule {
  /** Names; `*` stands for any number of characters. */
  readonly names: readonly string[];
  readonly rulings: Readonly<Record<TargetKind, Ruling>>;
  /** Who gets the variable if it passes. */
  readonly readers: readonly Reader[];
  /** The reason, for the message of a refusal and for readers of the table. */
  readonly why: string;
  /** Whether a value changes nothing and is therefore no reason to refuse. @default no value */
  readonly harmless?: (value: string) => boolean;
  /** Another variable that has to be set for this one to pass. @default none */
  readonly onlyWith?: string;
}

type Over = Partial<Pick<VariableRule, 'harmless' | 'onlyWith'>>;

/** Passes for every target. */
export function passes(
  names: readonly string[],
  readers: readonly Reader[],
  why: string,
  over: Over = {},
): VariableRule {
  return { names, rulings: { aws: 'passes', emulator: 'passes' }, readers, why, ...over };
}

/** Passes if AWS answers. On the emulator the tool sets its own value, or none. */
export function passesToAws(names: readonly string[], readers: readonly Reader[], why: string): VariableRule {
  return { names, rulings: { aws: 'passes', emulator: 'dropped' }, readers, why };
}

/** Refused for every target. */
export function refused(names: readonly string[], why: string, over: Over = {}): VariableRule {
  return { names, rulings: { aws: 'refused', emulator: 'refused' }, readers: [], why, ...over };
}

/** Refused if AWS answers. On the emulator the tool sets its own value instead, and says so. */
export function refusedToAws(names: readonly string[], why: string): VariableRule {
  return { names, rulings: { aws: 'refused', emulator: 'ignored' }, readers: [], why };
}

/** Removed, with one line. */
export function ignored(names: readonly string[], why: string): VariableRule {
  return { names, rulings: { aws: 'ignored', emulator: 'ignored' }, readers: [], why };
}

/** Removed without a word. */
export function dropped(names: readonly string[], why: string): VariableRule {
  return { names, rulings: { aws: 'dropped', emulator: 'dropped' }, readers: [], why };
}
