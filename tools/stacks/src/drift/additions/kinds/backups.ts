import { type AdditionKind, type Declares } from '../addition-kind';
import { askEach, everyPage, whereThere } from '../asking';
import { canonicalDocument } from '../canonical-document';
import { text } from '../deployed-resource';

const vaults: AdditionKind['parents'] = {
  aws_backup_vault: ({ physicalId }) => physicalId,
  'AWS::Backup::BackupVault': ({ physicalId }) => physicalId,
};

/** The access policy of a vault, if the stacks declare none. */
export const vaultPolicies: AdditionKind = {
  name: 'access policy of a backup vault',
  parents: vaults,
  emulatorLacks: 'vaults have no access policy: the call is not known',
  declares: {
    aws_backup_vault_policy: ({ attributes: a }) => [
      { parent: text(a['backup_vault_name']), content: 'set' },
    ],
    'AWS::Backup::BackupVault': ({ physicalId, attributes: a }) =>
      a['AccessPolicy'] === undefined ? [] : [{ parent: physicalId, content: 'set' }],
  },
  async list(names, services) {
    const { DeleteBackupVaultAccessPolicyCommand, GetBackupVaultAccessPolicyCommand } =
      await import('@aws-sdk/client-backup');
    const client = await services.backup();
    return askEach(names, async (BackupVaultName) => {
      const answer = await whereThere(
        client.send(new GetBackupVaultAccessPolicyCommand({ BackupVaultName })),
      );
      if (!answer?.Policy) return [];
      return [
        {
          parent: BackupVaultName,
          content: 'set',
          detail: canonicalDocument(answer.Policy),
          remove: () => client.send(new DeleteBackupVaultAccessPolicyCommand({ BackupVaultName })),
        },
      ];
    });
  },
};

/** CloudFormation calls a selection `<selection>_<plan>`. */
const ofTemplate: Declares = ({ physicalId }) => [{ id: physicalId.replace(/_.*$/, '') }];

/** Selections of backup plans: each backs up further resources, with a role of its own. */
export const backupSelections: AdditionKind = {
  name: 'selection of a backup plan',
  emulatorLacks: 'plans select nothing: the call fails with a server error',
  parents: {
    aws_backup_plan: ({ physicalId }) => physicalId,
    'AWS::Backup::BackupPlan': ({ physicalId }) => physicalId,
  },
  declares: {
    aws_backup_selection: ({ physicalId }) => [{ id: physicalId }],
    'AWS::Backup::BackupSelection': ofTemplate,
  },
  async list(plans, services) {
    const { DeleteBackupSelectionCommand, paginateListBackupSelections } =
      await import('@aws-sdk/client-backup');
    const client = await services.backup();
    return askEach(plans, async (BackupPlanId) => {
      const found = await whereThere(
        everyPage(
          paginateListBackupSelections({ client }, { BackupPlanId }),
          (page) => page.BackupSelectionsList,
        ),
      );
      return (found ?? []).map(({ SelectionId = '', SelectionName, IamRoleArn }) => ({
        parent: BackupPlanId,
        id: SelectionId,
        content: `selection ${SelectionName}`,
        detail: { SelectionId, IamRoleArn },
        remove: () => client.send(new DeleteBackupSelectionCommand({ BackupPlanId, SelectionId })),
      }));
    });
  },
};
