/** An answer with a success status, as its client got it. */
export interface GoodAnswer {
  /** Protocol of the client: `aws.protocols#awsJson1_1`. */
  readonly protocol: string;
  /** Such as `GetParameters`. */
  readonly operation: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Calls that only read: their answers always have content, even if there is nothing. */
const reading = /^(Describe|Get|List)/;

/** S3 answers with the settings of a bucket. The emulator leaves the answer empty if there are none. */
const readingOfS3 = /^List/;

/** The call of S3 whose answer is JSON that somebody put there. */
const policy = 'GetBucketPolicy';

/**
 * Fields that every answer of the Parameter Store has: an empty list if there is no parameter, and a version of a
 * written parameter. The records of deploys are read and written with these calls.
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html
 * https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
const fields: Readonly<Record<string, string>> = {
  GetParameters: 'Parameters',
  GetParametersByPath: 'Parameters',
  GetParameterHistory: 'Parameters',
  PutParameter: 'Version',
};

/**
 * Whether an answer with a success status does not come from AWS: it is a page of a proxy or of a network's portal,
 * empty, or in another format. The SDK reads such an answer as one without any fields, as if there was nothing; a
 * standing stack would count as never deployed.
 */
export function isForeign({ protocol, operation, contentType, body }: GoodAnswer): boolean {
  const text = body
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (isPage(text)) return true;
  // An object has whatever content somebody stored.
  if (operation === 'GetObject') return /^text\/html\b/i.test(contentType);
  const field = fields[operation];
  if (field !== undefined) return !text.includes(`"${field}"`);
  if (!reading.test(operation)) return false;
  if (operation === policy || /#(awsJson|restJson)/.test(protocol)) return !text.startsWith('{');
  if (protocol.endsWith('#restXml'))
    return text === '' ? readingOfS3.test(operation) : !/^[A-Z]/.test(rootOf(text));
  return /#(aws|ec2)Query$/.test(protocol) && !/(Response|Result)$/.test(rootOf(text));
}

function isPage(text: string): boolean {
  return /^(html|head|body|script|meta|title)$/i.test(rootOf(text));
}

/** Name of the first element, after any text before it. Empty if there is none. */
function rootOf(text: string): string {
  const [before = ''] = /^(\s|<\?[^]*?\?>|<!--[^]*?-->|<!doctype\b[^>]*>)*/i.exec(text) ?? [];
  return /^<([\w.:-]+)/.exec(text.slice(before.length))?.[1] ?? '';
}
