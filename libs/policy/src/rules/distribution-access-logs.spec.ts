import { distribution } from './examples';
import { ruleCases } from './rule-cases';
import { distributionAccessLogs } from './distribution-access-logs';

const logged = distribution();
const without = (type: string) => logged.filter((each) => each.type !== `AWS::Logs::${type}`);

ruleCases(distributionAccessLogs, {
  compliant: { 'a delivery from the distribution': logged },
  nonCompliant: {
    'no source': without('DeliverySource'),
    'a source without a delivery': without('Delivery'),
    'a source of another distribution': logged.map((each) =>
      each.type === 'AWS::Logs::DeliverySource'
        ? {
            ...each,
            properties: { ...each.properties, ResourceArn: 'arn:aws:cloudfront::1:distribution/E1' },
          }
        : each,
    ),
  },
});
