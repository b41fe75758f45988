/**
 * Types whose children drift does not look for, although they are objects of their own, with the reason. A report names
 * the types that a deployed stack has. `docs/decisions/0033-additions.md` has the table of covered types.
 */
export const uncoveredTypes: Readonly<Record<string, string>> = {
  aws_sqs_queue_redrive_allow_policy: 'it is a part of the queue that is read with it',
  aws_backup_restore_testing_plan: 'its selections restore what is there already, in the account of the plan',
  aws_elasticache_user_group: 'its members are an attribute of it, which Terraform compares',
  aws_rds_global_cluster:
    'a member of another region is a cluster of its own, which costs, and reads nothing else',
  aws_ec2_transit_gateway: 'an attachment of another account waits until somebody accepts it',
  aws_ec2_transit_gateway_route_table: 'its routes are found by a search of their own, a table at a time',
  aws_cloudwatch_event_bus: 'the platform has none of its own',
  aws_db_instance: 'its read replicas are databases of their own',
  'AWS::ECS::Service': 'what scales it is Application Auto Scaling’s, which names it by a text',
  'AWS::ApplicationAutoScaling::ScalableTarget':
    'its policies and scheduled actions are Application Auto Scaling’s, whose client is not installed',
  'AWS::WAFv2::WebACL': 'what it protects is WAF’s, whose client is not installed',
  aws_wafv2_web_acl:
    'what it protects is an attribute of each distribution, of which others are not this stack’s',
  aws_cloudwatch_log_delivery_source:
    'somebody may deliver the same log to another destination, which harms nothing here',
  'AWS::ElasticLoadBalancingV2::TargetGroup':
    'ECS and Auto Scaling register targets and take them away all the time',
};

/** Types without child objects: everything is in their attributes, which the engines compare. */
export const childlessTypes: readonly string[] = [
  'aws_backup_region_settings',
  'aws_backup_restore_testing_selection',
  'aws_backup_vault_lock_configuration',
  'aws_cloudfront_continuous_deployment_policy',
  'aws_cloudfront_distribution',
  'aws_cloudfront_origin_access_control',
  'aws_cloudfront_response_headers_policy',
  'aws_cloudwatch_log_delivery',
  'aws_cloudwatch_log_delivery_destination',
  'aws_cloudwatch_metric_alarm',
  'aws_db_parameter_group',
  'aws_db_proxy_default_target_group',
  'aws_db_subnet_group',
  'aws_ec2_transit_gateway_peering_attachment',
  'aws_ec2_transit_gateway_peering_attachment_accepter',
  'aws_ec2_transit_gateway_route',
  'aws_ec2_transit_gateway_route_table_association',
  'aws_ec2_transit_gateway_route_table_propagation',
  'aws_ec2_transit_gateway_vpc_attachment',
  'aws_efs_replication_configuration',
  'aws_eip',
  'aws_elasticache_global_replication_group',
  'aws_elasticache_parameter_group',
  'aws_elasticache_replication_group',
  'aws_elasticache_subnet_group',
  'aws_elasticache_user',
  'aws_flow_log',
  'aws_internet_gateway',
  'aws_nat_gateway',
  'aws_rds_cluster_parameter_group',
  'aws_s3_bucket_object_lock_configuration',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_secretsmanager_secret_rotation',
  'aws_secretsmanager_secret_version',
  'aws_ssm_parameter',
  'aws_vpc_endpoint_route_table_association',
  'aws_wafv2_ip_set',
  'aws_wafv2_web_acl_logging_configuration',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::EC2::LaunchTemplate',
  'AWS::ECS::CapacityProvider',
  'AWS::ECS::ClusterCapacityProviderAssociations',
  'AWS::ECS::TaskDefinition',
  'AWS::SSM::Parameter',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::WebACLAssociation',
];
