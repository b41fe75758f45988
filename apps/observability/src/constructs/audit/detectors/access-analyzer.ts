import { AccessanalyzerAnalyzer } from '@cdktf/provider-aws/lib/accessanalyzer-analyzer';
import { analyzerName, type NameScope } from '@bulkhead/naming';
import { Construct } from 'constructs';

export interface AccessAnalyzerProps {
  readonly nameScope: NameScope;
}

/** Finds what a region shares outside of the account. Such findings are free; those of unused access are not made. */
export class AccessAnalyzer extends Construct {
  constructor(scope: Construct, id: string, { nameScope }: AccessAnalyzerProps) {
    super(scope, id);
    new AccessanalyzerAnalyzer(this, 'analyzer', {
      analyzerName: analyzerName(nameScope, 'audit'),
      type: 'ACCOUNT',
    });
  }
}
