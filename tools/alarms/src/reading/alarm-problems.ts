import { Problems, Refusal } from '@bulkhead/errors';

/** Something with a place where a person finds it. */
export interface Addressed {
  readonly stack: string;
  readonly address: string;
}

/** What is wrong with the alarms and metric filters of an environment. */
export class AlarmProblems extends Problems<Addressed> {
  constructor(private readonly environment: string) {
    super(({ stack, address }) => `${stack} ${address}`);
  }

  /** @throws Refusal `UnfitAlarms` with every problem so far */
  refuseAll(): void {
    this.refuse(
      (problems) =>
        new Refusal(
          'UnfitAlarms',
          [`Alarms or metric filters of environment ${this.environment} cannot work:`, ...problems].join(
            '\n  ',
          ),
          { next: 'correct what it names, in the stack that it names' },
        ),
    );
  }
}
