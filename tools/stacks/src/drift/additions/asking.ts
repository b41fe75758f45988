/** How many calls about single objects are under way at once: services limit them a second, and others ask too. */
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

/** Everything that the pages of an answer hold. */
export async function everyPage<P, T>(
  pages: AsyncIterable<P>,
  ofPage: (page: P) => readonly T[] | undefined,
): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...(ofPage(page) ?? []));
  return found;
}

/** Cuts a list into ones of at most `size`. */
export function batches<T>(values: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

/**
 * The answer to a question about one object, or undefined where there is no such object, or it has nothing of the kind:
 * `NoSuchBucketPolicy`, `ResourceNotFoundException`, `AWS.SimpleQueueService.NonExistentQueue`.
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

/** Of an error of the SDK: what was answered. */
interface Answered {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

/**
 * Why a service could not be asked at all, in words: the caller may not, or there is no such call. Undefined for every
 * other failure.
 */
export function whyUnanswerable(error: unknown): string | undefined {
  const { name = '', message = '', $metadata, $response } = error as Error & Answered;
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  if (status === 403 || /AccessDenied|Unauthori[sz]ed|NotAuthorized|AuthorizationError/.test(name)) {
    return `the caller may not look: ${message}`;
  }
  // What is not even an answer of AWS: the emulator says so of a call that it does not know.
  if (name === 'SyntaxError') return `the service has no such call here (status ${status})`;
  if (status === 501 || /NotImplemented|UnknownOperation|InvalidAction|UnsupportedOperation/.test(name)) {
    return `the service has no such call here: ${message}`;
  }
  return undefined;
}
