import { type z } from 'zod';
import { type objectProcessingSchema } from './object-processing';

/**
 * P2.8: uploads of patients and clinicians: documents, pictures, studies and records. A tenth of an account's
 * concurrency in a region is enough for some hundred uploads a second, and leaves the rest to other functions.
 */
export const webObjectProcessing: z.input<typeof objectProcessingSchema> = {
  allowedContentTypes: [
    'application/dicom',
    'application/fhir+json',
    'application/json',
    'application/pdf',
    'image/jpeg',
    'image/png',
    'text/csv',
    'text/plain',
  ],
  reservedConcurrency: 100,
  logRetentionDays: 365,
  // Active in both regions: each region inspects its own uploads and the replicated objects.
  dr: { reservedConcurrency: 100 },
};
