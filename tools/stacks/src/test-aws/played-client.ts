/** The answer of a service to each command, by its name: an object, or an error to throw. */
export type Answers = Readonly<Record<string, (input: never) => object | Error>>;

/** A command that was sent. */
export interface SentCommand {
  readonly command: string;
  readonly input: unknown;
}

/** A client with the answers of a spec in the place of AWS. Its commands go to `sent`. */
export function playedClient<C extends object>(client: C, answers: Answers, sent: SentCommand[]): C {
  // So the SDK asks nobody for credentials.
  process.env['AWS_ACCESS_KEY_ID'] ??= 'fake';
  process.env['AWS_SECRET_ACCESS_KEY'] ??= 'fake';
  const send = async (asked: { readonly constructor: { readonly name: string }; readonly input: never }) => {
    const command = asked.constructor.name.replace(/Command$/, '');
    sent.push({ command, input: asked.input });
    const answer = answers[command];
    if (!answer) throw new RangeError(`Nothing was prepared for ${command}.`);
    const said = answer(asked.input);
    if (said instanceof Error) throw said;
    return said;
  };
  return Object.assign(client, { send });
}

/** An error as the SDK throws it. */
export function awsError(name: string, httpStatusCode = 400, message = name): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
