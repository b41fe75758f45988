import { type Problem } from '../../values/problem';
import { type PlatformSurroundings } from './platform-surroundings';

/** Conflicts between the settings of object processing and the rest of the environment. */
export function objectProcessingProblems({ regions, apps }: PlatformSurroundings): Problem[] {
  const settings = apps['app-platform']?.['object-processing'];
  if (!settings) return [];
  return [
    ...(apps.database?.storage
      ? []
      : [
          {
            path: ['apps', 'database', 'storage'],
            allowed: 'a data bucket, since object-processing processes its objects',
          },
        ]),
    ...(settings.dr && !regions.dr
      ? [
          {
            path: ['regions', 'dr'],
            allowed: 'a region, since apps.app-platform.object-processing.dr has settings for it',
          },
        ]
      : []),
  ];
}
