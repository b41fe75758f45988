import { z } from 'zod';

/** A string that matches `pattern`. For any other value, of any type, the message says what is `allowed`. */
export function text(pattern: RegExp, allowed: string) {
  return z.string(allowed).regex(pattern, allowed);
}
