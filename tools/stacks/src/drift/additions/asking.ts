/** How many calls about single objects run at once: services limit the calls a second, and others make calls too. */
const atOnce = 8;

/** Asks something about each of many objects, a few at a time, and returns the answers in one list. */
export async function askEach<T, R>(
  objects: readonly T[],
  ask: (object: T) => Promise<readonly R[]>,
): Promise<R[]> {
  const answers: R[][] = [];
  let next = 0;
  const ofTurn = async (): Promise<void> => {
    for (let index = next++; index < objects.length; index = next++) {
      answers[index] = [...(await ask(objects[index] as T))];
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, objects.length) }, ofTurn));
  return answers.flat();
}

/** The items of all pages of an answer. */
export async function everyPage<P, T>(
  pages: AsyncIterable<P>,
  ofPage: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...(ofPage(page) ?? []));
  return found;
}

/** Cuts a list into lists of at most `size`. */
export function batches<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

/**
 * The answer to a question about one object, or undefined if there is no such object, or the object has nothing of the
 * kind: `NoSuchBucketPolicy`, `ResourceNotFoundException`, `AWS.SimpleQueueService.NonExistentQueue`.
 */
export async function whereThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (saysThatNothingIsThere(error)) return undefined;
    throw error;
  }
}

function saysThatNothingIsThere(error: unknown): boolean {
  const { name = '', Code = '' } = error as { name?: string; Code?: string };
  return [name, Code].some((code) =>
    /^NoSuch|NotFound|NonExistent|DoesNotExist|^(?:Bad|Invalid)FileSystemId/.test(code),
  );
}

/** The answer in an error of the SDK. */
interface Answered {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

/**
 * Why a service could not be asked at all, in words: the caller is not allowed, or there is no such call. Undefined for
 * every other failure.
 */
export function whyUnanswerable(error: unknown): string | undefined {
  const { name = '', message = '', $metadata, $response } = error as Error & Answered;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  if (status === 403 || /AccessDenied|Unauthori[sz]ed|NotAuthorized|AuthorizationError/.test(name)) {
    return `the caller may not look: ${message}`;
  }
  // The emulator answers a call that it does not know with something that is no answer of AWS.
  if (name === 'SyntaxError') return `the service has no such call here (status ${status})`;
  if (status === 501 || /NotImplemented|UnknownOperation|InvalidAction|UnsupportedOperation/.test(name)) {
    return `the service has no such call here: ${message}`;
  }
  return undefined;
}
