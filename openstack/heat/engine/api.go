// Package engine is the RPC API of heat.rpc.client.EngineClient, imported from Python.
package engine

import (
	"context"
)

// Engine holds the requests of heat.rpc.client.EngineClient.
//
//oslo:rpc topic=engine exchange=heat version=1.36
type Engine interface {
	//oslo:call
	IdentifyStack(ctx context.Context, stackName any) (any, error)

	//oslo:call since=1.33
	ListStacks(ctx context.Context, limit, sortKeys, marker, sortDir, filters any, showDeleted,
		showNested, showHidden bool, tags, tagsAny, notTags, notTagsAny any) (any, error)

	//oslo:call since=1.33
	CountStacks(ctx context.Context, filters any, showDeleted, showNested, showHidden bool, tags,
		tagsAny, notTags, notTagsAny any) (any, error)

	//oslo:call since=1.20
	ShowStack(ctx context.Context, stackIdentity any, resolveOutputs bool) (any, error)

	//oslo:call
	PreviewStack(ctx context.Context, stackName, template, params, files any,
		//oslo:arg since=1.23
		environmentFiles any,
		//oslo:arg since=1.36
		filesContainer any,
		args any) (any, error)

	//oslo:call
	//oslo:const owner_id=null
	//oslo:const nested_depth=0
	//oslo:const user_creds_id=null
	//oslo:const stack_user_project_id=null
	//oslo:const parent_resource_name=null
	CreateStack(ctx context.Context, stackName, template, params, files any,
		//oslo:arg since=1.23
		environmentFiles any,
		//oslo:arg since=1.36
		filesContainer any,
		args any,
		//oslo:arg since=1.29
		templateID any) (any, error)

	//oslo:call
	UpdateStack(ctx context.Context, stackIdentity, template, params, files any,
		//oslo:arg since=1.23
		environmentFiles any,
		//oslo:arg since=1.36
		filesContainer any,
		args any,
		//oslo:arg since=1.29
		templateID any) (any, error)

	//oslo:call since=1.15
	PreviewUpdateStack(ctx context.Context, stackIdentity, template, params, files any,
		//oslo:arg since=1.23
		environmentFiles any,
		//oslo:arg since=1.36
		filesContainer any,
		args any) (any, error)

	//oslo:call
	ValidateTemplate(ctx context.Context, template, params any,
		//oslo:arg since=1.17
		files any,
		//oslo:arg since=1.18
		showNested bool,
		//oslo:arg since=1.23
		environmentFiles any,
		//oslo:arg since=1.36
		filesContainer any,
		//oslo:arg since=1.24
		ignorableErrors any) (any, error)

	//oslo:call
	AuthenticatedToBackend(ctx context.Context) (any, error)

	//oslo:call
	GetTemplate(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call since=1.28
	GetEnvironment(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call since=1.32
	GetFiles(ctx context.Context, stackIdentity any) (any, error)

	//oslo:cast
	DeleteStack(ctx context.Context, stackIdentity any) error

	//oslo:call name=delete_stack
	DeleteStackCall(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call
	AbandonStack(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call since=1.30
	ListResourceTypes(ctx context.Context, supportStatus, typeName, heatVersion any,
		withDescription bool) (any, error)

	//oslo:call since=1.11
	ListTemplateVersions(ctx context.Context) (any, error)

	//oslo:call
	ListTemplateFunctions(ctx context.Context, templateVersion any,
		//oslo:arg since=1.35
		withCondition bool) (any, error)

	//oslo:call since=1.30
	ResourceSchema(ctx context.Context, typeName any, withDescription bool) (any, error)

	//oslo:call
	GenerateTemplate(ctx context.Context, typeName any,
		//oslo:arg since=1.9
		templateType string) (any, error)

	//oslo:call
	ListEvents(ctx context.Context, stackIdentity, filters, limit, marker, sortKeys, sortDir any,
		//oslo:arg since=1.31
		nestedDepth any) (any, error)

	//oslo:call since=1.2
	DescribeStackResource(ctx context.Context, stackIdentity, resourceName any, withAttr bool) (any, error)

	//oslo:call
	FindPhysicalResource(ctx context.Context, physicalResourceID any) (any, error)

	//oslo:call
	DescribeStackResources(ctx context.Context, stackIdentity, resourceName any) (any, error)

	//oslo:call since=1.25
	ListStackResources(ctx context.Context, stackIdentity any, nestedDepth int64,
		withDetail bool, filters any) (any, error)

	//oslo:call
	StackSuspend(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call
	StackResume(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call
	StackCheck(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call
	StackCancelUpdate(ctx context.Context, stackIdentity any,
		//oslo:arg since=1.14
		cancelWithRollback bool) (any, error)

	//oslo:call since=1.3
	ResourceSignal(ctx context.Context, stackIdentity, resourceName, details any, syncCall bool) (any, error)

	//oslo:call since=1.26
	ResourceMarkUnhealthy(ctx context.Context, stackIdentity, resourceName, markUnhealthy,
		resourceStatusReason any) (any, error)

	//oslo:call
	GetRevision(ctx context.Context) (any, error)

	//oslo:call
	ShowSoftwareConfig(ctx context.Context, configID any) (any, error)

	//oslo:call since=1.33
	ListSoftwareConfigs(ctx context.Context, limit, marker any) (any, error)

	//oslo:call
	CreateSoftwareConfig(ctx context.Context, group, name, config, inputs, outputs, options any) (any, error)

	//oslo:call
	DeleteSoftwareConfig(ctx context.Context, configID any) (any, error)

	//oslo:call
	ListSoftwareDeployments(ctx context.Context, serverID any) (any, error)

	//oslo:call
	MetadataSoftwareDeployments(ctx context.Context, serverID any) (any, error)

	//oslo:call
	ShowSoftwareDeployment(ctx context.Context, deploymentID any) (any, error)

	//oslo:call since=1.27
	CheckSoftwareDeployment(ctx context.Context, deploymentID, timeout any) (any, error)

	//oslo:call
	CreateSoftwareDeployment(ctx context.Context, serverID, configID any,
		//oslo:arg since=1.21
		deploymentID any,
		inputValues any, action, status, statusReason string, stackUserProjectID any) (any, error)

	//oslo:call since=1.5
	UpdateSoftwareDeployment(ctx context.Context, deploymentID, configID, inputValues,
		outputValues, action, status, statusReason, updatedAt any) (any, error)

	//oslo:call
	DeleteSoftwareDeployment(ctx context.Context, deploymentID any) (any, error)

	//oslo:call since=1.6
	SignalSoftwareDeployment(ctx context.Context, deploymentID, details, updatedAt any) (any, error)

	//oslo:call
	StackSnapshot(ctx context.Context, stackIdentity, name any) (any, error)

	//oslo:call
	ShowSnapshot(ctx context.Context, stackIdentity, snapshotID any) (any, error)

	//oslo:call
	DeleteSnapshot(ctx context.Context, stackIdentity, snapshotID any) (any, error)

	//oslo:call
	StackListSnapshots(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call
	StackRestore(ctx context.Context, stackIdentity, snapshotID any) (any, error)

	//oslo:call since=1.4
	ListServices(ctx context.Context) (any, error)

	//oslo:call since=1.19
	ListOutputs(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call since=1.19
	ShowOutput(ctx context.Context, stackIdentity, outputKey any) (any, error)

	//oslo:call since=1.22
	ExportStack(ctx context.Context, stackIdentity any) (any, error)

	//oslo:call name=migrate_convergence_1 since=1.34
	MigrateConvergence1(ctx context.Context, stackID any) (any, error)
}
