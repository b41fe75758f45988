import { type z } from 'zod';
import { type objectProcessingSchema } from './object-processing';

/**
 * P2.8: what patients and clinicians upload: documents, pictures, studies and records. A tenth of what an account runs
 * at once in a region is enough for some hundred uploads a second, and leaves the rest to other functions.
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
  // Active in both regions: what is uploaded there, and what is replicated to there, is inspected there.
  dr: { reservedConcurrency: 100 },
};
