import { z } from 'zod';

/** A string that matches `pattern`; anything else, another type included, is told what is `allowed`. */
export function text(pattern: RegExp, allowed: string) {
  return z.string(allowed).regex(pattern, allowed);
}
