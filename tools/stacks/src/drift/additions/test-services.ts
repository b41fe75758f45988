import { type Answers, playedClient, type SentCommand } from '../../test-aws/played-client';
import { Services } from './services';

export { type Answers, awsError } from '../../test-aws/played-client';

/** Services that answer what a spec says, and remember what was asked. */
export class FakeServices extends Services {
  /** Every command that was sent, in order. */
  readonly sent: SentCommand[] = [];

  constructor(private readonly answers: Answers) {
    super('us-east-1');
  }

  protected override prepare<C extends { destroy(): void }>(client: C): C {
    return playedClient(client, this.answers, this.sent);
  }
}
