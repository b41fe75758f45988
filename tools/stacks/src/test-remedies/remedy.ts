import { type Scene, type Typed } from './scene';

/** A fault that a test makes, and its remedy. */
export interface ProvokedRemedy {
  /** Which case of the error it is. @default there is only one */
  readonly when?: string;
  /** Makes the fault. Returns the command that runs into it. */
  readonly fault: (scene: Scene) => string | Promise<string>;
  /** The printed commands to run: those that match. @default all */
  readonly take?: RegExp | 'none';
  /** Values that a person writes in the place of words in the printed commands. @default they are complete */
  readonly fill?: Readonly<Record<string, string>>;
  /**
   * The user's action if a command alone does not heal: the printed edit, or the end of the thing that was waited for.
   */
  readonly person?: (scene: Scene, next: string) => void | Promise<void>;
  /** The command of the user after the printed advice. @default its options as `next` says, else unchanged */
  readonly again?: (command: string, next: string) => string;
  /** Whether the printed command replaces the user's command. @default it runs before it */
  readonly instead?: true;
  /** Checks the final state. */
  readonly healed?: (scene: Scene, last: Typed) => void;
}

/** A remedy that such a test cannot carry out, or that is tested elsewhere. */
export interface OtherRemedy {
  /** Why it is not tested here: it needs a real engine, AWS, a person, … */
  readonly because: string;
  /** The spec, from the root of the workspace, that provokes the code; `nothing` if none can. */
  readonly shownIn: string;
}

export type Remedy = ProvokedRemedy | readonly ProvokedRemedy[] | OtherRemedy;

export type Remedies = Readonly<Record<string, Remedy>>;

export function isOther(remedy: Remedy): remedy is OtherRemedy {
  return 'because' in remedy;
}
