import { z } from 'zod';
import { eachOnce } from '../../values/each-once';
import { publicName } from './domain-name';

/** Settings of `cdn-dns`, stack `certificates`: a certificate for each public name and its `origin.` name. */
export const certificatesSchema = z.strictObject({
  /**
   * Earlier public names that are not served any more, and whose certificates load balancers may still have. ACM
   * deletes no certificate that is in use. Take a name out after the next deploy of `app-platform`.
   *
   * @default no certificate is kept beyond its name
   */
  retainedDomains: z.array(publicName).max(5).superRefine(eachOnce).default([]),
});

export type CertificatesSettings = z.infer<typeof certificatesSchema>;
