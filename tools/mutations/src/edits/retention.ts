import { type Edit } from '../edit';
import { type Body, type TemplateResource } from '../template';

/** Settings that protect data when its stack is deleted. */
export const retention = [preventDestroy, deletionPolicy];

/** Terraform leaves a final snapshot of a database. So the data is lost only if both protections are removed. */
function preventDestroy({ body }: TemplateResource): Edit[] {
  if ((body['lifecycle'] as Body | undefined)?.['prevent_destroy'] !== true) return [];
  return [
    {
      change: 'prevent_destroy: false, and no last snapshot',
      apply: (resource) => {
        resource.body['lifecycle'] = { prevent_destroy: false };
        if ('skip_final_snapshot' in resource.body) resource.body['skip_final_snapshot'] = true;
      },
    },
  ];
}

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
