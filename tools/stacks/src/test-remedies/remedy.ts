import { type Scene, type Typed } from './scene';

/** A fault that a test makes, and what takes it away. */
export interface ProvokedRemedy {
  /** Which of the ways to the code it is. @default there is one */
  readonly when?: string;
  /** Makes the fault; returns the command that meets it. */
  readonly fault: (scene: Scene) => string | Promise<string>;
  /** Which of the printed commands are run: those that match. @default all */
  readonly take?: RegExp | 'none';
  /** What a person writes in the place of words in the printed commands. @default they are complete */
  readonly fill?: Readonly<Record<string, string>>;
  /** What the user does where a command alone does not heal: the edit that is printed, or the end of what is waited for. */
  readonly person?: (scene: Scene, next: string) => void | Promise<void>;
  /** The command of the user with what is printed about it. @default its options as `next` says, else as it was */
  readonly again?: (command: string, next: string) => string;
  /** The printed command is run in place of the user's. @default before it */
  readonly instead?: true;
  /** What has to be so in the end. */
  readonly healed?: (scene: Scene, last: Typed) => void;
}

/** A remedy that a test of this kind cannot carry out, or that has its test elsewhere. */
export interface OtherRemedy {
  /** Why not here: it needs a real engine, AWS, a person, … */
  readonly because: string;
  /** The spec, from the root of the workspace, that provokes the code; `nothing` where none can. */
  readonly shownIn: string;
}

export type Remedy = ProvokedRemedy | readonly ProvokedRemedy[] | OtherRemedy;

export type Remedies = Readonly<Record<string, Remedy>>;

export function isOther(remedy: Remedy): remedy is OtherRemedy {
  return 'because' in remedy;
}
