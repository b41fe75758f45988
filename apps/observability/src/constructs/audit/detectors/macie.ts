import { Macie2Account } from '@cdktf/provider-aws/lib/macie2-account';
import { Construct } from 'constructs';

/** Macie of a region: it watches how buckets are protected, and looks for sensitive data in samples of their objects. */
export class Macie extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Macie2Account(this, 'macie', { status: 'ENABLED', findingPublishingFrequency: 'FIFTEEN_MINUTES' });
  }
}
