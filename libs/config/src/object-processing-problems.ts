import { type z } from 'zod';
import { type appsSchema } from './apps-schema';
import { type Region } from './region-schema';
import { type Problem } from './problem';

/** What is looked at of an environment here. */
interface ProcessingEnvironment {
  readonly regions: { readonly dr?: Region | undefined };
  readonly apps: z.infer<typeof appsSchema>;
}

/** What is wrong with the settings of object processing in view of the rest of the environment. */
export function objectProcessingProblems({ regions, apps }: ProcessingEnvironment): Problem[] {
  const settings = apps['app-platform']?.['object-processing'];
  if (!settings) return [];
  return [
    ...(apps.database?.storage
      ? []
      : [
          {
            path: ['apps', 'database', 'storage'],
            allowed: 'a data bucket, since object-processing processes what is uploaded to it',
          },
        ]),
    ...(settings.dr && !regions.dr
      ? [
          {
            path: ['regions', 'dr'],
            allowed: 'a region, since apps.app-platform.object-processing.dr says what differs there',
          },
        ]
      : []),
  ];
}
