import { type Edit, setting } from '../edit';
import { type TemplateResource } from '../template';

/** What keeps data from being deleted with its stack. */
export const retention = [
  setting(['prevent_destroy'], false),
  setting(['skip_final_snapshot'], true),
  deletionPolicy,
];

function deletionPolicy({ frame }: TemplateResource): Edit[] {
  if (frame?.['DeletionPolicy'] === undefined) return [];
  return [
    {
      change: 'DeletionPolicy: Delete',
      apply: (resource) =>
        void Object.assign(resource.frame ?? {}, { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' }),
    },
  ];
}
