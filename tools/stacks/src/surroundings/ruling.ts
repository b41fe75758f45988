/** What answers the calls of a run: AWS in the environment's account, or the emulator. */
export type TargetKind = 'aws' | 'emulator';

/**
 * What becomes of a variable of the shell:
 *
 * - `passes`: it stays as it is;
 * - `refused`: the run ends before anything is touched, and names it;
 * - `ignored`: it is taken out, and the run says so in one line;
 * - `dropped`: it is taken out without a word, since nobody would expect anything else of it.
 */
export type Ruling = 'passes' | 'refused' | 'ignored' | 'dropped';

/** Processes that are started with what passes. What only this process reads is handed to neither. */
export type Reader = 'terraform' | 'synthesis';

/** What is decided of one or more variables. */
export interface VariableRule {
  /** Names; `*` stands for any number of characters. */
  readonly names: readonly string[];
  readonly rulings: Readonly<Record<TargetKind, Ruling>>;
  /** Who gets it where it passes. */
  readonly readers: readonly Reader[];
  /** Why, for the message of a refusal and for readers of the table. */
  readonly why: string;
  /** Whether a value changes nothing, so that it is no reason to refuse. @default no value */
  readonly harmless?: (value: string) => boolean;
  /** Another variable without which this one does not pass. @default none */
  readonly onlyWith?: string;
}

type Over = Partial<Pick<VariableRule, 'harmless' | 'onlyWith'>>;

/** Passes whatever the target. */
export function passes(
  names: readonly string[],
  readers: readonly Reader[],
  why: string,
  over: Over = {},
): VariableRule {
  return { names, rulings: { aws: 'passes', emulator: 'passes' }, readers, why, ...over };
}

/** Passes to what talks to AWS; on the emulator the tool sets its own, or none. */
export function passesToAws(names: readonly string[], readers: readonly Reader[], why: string): VariableRule {
  return { names, rulings: { aws: 'passes', emulator: 'dropped' }, readers, why };
}

/** Is refused whatever the target. */
export function refused(names: readonly string[], why: string, over: Over = {}): VariableRule {
  return { names, rulings: { aws: 'refused', emulator: 'refused' }, readers: [], why, ...over };
}

/** Is refused where AWS answers; the emulator's own settings take its place there, which is said. */
export function refusedToAws(names: readonly string[], why: string): VariableRule {
  return { names, rulings: { aws: 'refused', emulator: 'ignored' }, readers: [], why };
}

/** Is taken out, with one line. */
export function ignored(names: readonly string[], why: string): VariableRule {
  return { names, rulings: { aws: 'ignored', emulator: 'ignored' }, readers: [], why };
}

/** Is taken out without a word. */
export function dropped(names: readonly string[], why: string): VariableRule {
  return { names, rulings: { aws: 'dropped', emulator: 'dropped' }, readers: [], why };
}
