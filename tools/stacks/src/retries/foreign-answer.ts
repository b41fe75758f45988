/** An answer with a good status, as its client got it. */
export interface GoodAnswer {
  /** Of the client: `aws.protocols#awsJson1_1`. */
  readonly protocol: string;
  /** Such as `GetParameters`. */
  readonly operation: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** Calls that only read: their answers say what there is, were it nothing. */
const reading = /^(Describe|Get|List)/;

/** S3 answers with the settings of a bucket; the emulator leaves the answer empty where there are none. */
const readingOfS3 = /^List/;

/** The call of S3 whose answer is JSON that somebody put there. */
const policy = 'GetBucketPolicy';

/**
 * Fields without which an answer of the store says nothing: it has an empty list where there is no parameter, and a
 * version of what it wrote. What was deployed is read and written by these.
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
 * Whether an answer with a good status is none that AWS gives: a page of a proxy or of the portal of a network, nothing at
 * all, or something in another format. The SDK reads such an answer as one without any of the fields, as if there was
 * nothing; a stack that stands would count as one that was never deployed.
 */
export function isForeign({ protocol, operation, contentType, body }: GoodAnswer): boolean {
  const text = body
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (isPage(text)) return true;
  // An object is what somebody put there.
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

/** Name of the first element, after whatever may stand before it; nothing where there is none. */
function rootOf(text: string): string {
  const [before = ''] = /^(\s|<\?[^]*?\?>|<!--[^]*?-->|<!doctype\b[^>]*>)*/i.exec(text) ?? [];
  return /^<([\w.:-]+)/.exec(text.slice(before.length))?.[1] ?? '';
}
