import { Problems, Refusal } from '@bulkhead/errors';

/** What is wrong with the records and health checks of an environment. */
export class RoutingProblems extends Problems<{ readonly address: string }> {
  constructor(private readonly environment: string) {
    super(({ address }) => address);
  }

  /** @throws Refusal `UnfitRouting` with every problem so far */
  refuseAll(): void {
    this.refuse(
      (problems) =>
        new Refusal(
          'UnfitRouting',
          [`The records and health checks of environment ${this.environment} cannot work:`, ...problems].join(
            '\n  ',
          ),
          { next: `correct what it names, then run: npx nx run cdn-dns:simulate -c ${this.environment}` },
        ),
    );
  }
}
