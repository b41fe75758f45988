import { Services } from './services';

/** What a service answers to a command, by the name of the command: an object, or an error to throw. */
export type Answers = Readonly<Record<string, (input: never) => object | Error>>;

/** Services that answer what a spec says, and remember what was asked. */
export class FakeServices extends Services {
  /** Every command that was sent, in order. */
  readonly sent: { readonly command: string; readonly input: unknown }[] = [];

  constructor(private readonly answers: Answers) {
    super('us-east-1');
    // The SDK signs nothing here, and asks nobody for credentials.
    process.env['AWS_ACCESS_KEY_ID'] ??= 'fake';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'fake';
  }

  protected override prepare<C extends { destroy(): void }>(client: C): C {
    const send = async (sent: { readonly constructor: { readonly name: string }; readonly input: never }) => {
      const command = sent.constructor.name.replace(/Command$/, '');
      this.sent.push({ command, input: sent.input });
      const answer = this.answers[command];
      if (!answer) throw new RangeError(`Nothing was prepared for ${command}.`);
      const said = answer(sent.input);
      if (said instanceof Error) throw said;
      return said;
    };
    return Object.assign(client, { send });
  }
}

/** An error as the SDK throws it. */
export function awsError(name: string, httpStatusCode = 400, message = name): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
