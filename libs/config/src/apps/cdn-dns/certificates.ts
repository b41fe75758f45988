import { z } from 'zod';

/** Settings of `cdn-dns`, stack `certificates`. Everything about the certificates follows from `zone`. */
export const certificatesSchema = z.strictObject({});
