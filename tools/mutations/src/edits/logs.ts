import { dropped, ofTypes, removed, setting } from '../edit';

/** Logs: their retention, and whether they are written at all. */
export const logs = [
  setting(['retention_in_days', 'RetentionInDays'], 7, 2555, dropped),
  setting(['traffic_type', 'TrafficType'], 'REJECT'),
  setting(['LogConfiguration'], dropped),
  setting(['enable_log_file_validation', 'EnableLogFileValidation'], false),
  ofTypes(['aws_flow_log', 'AWS::EC2::FlowLog'], removed),
  ofTypes(['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup'], removed),
];
