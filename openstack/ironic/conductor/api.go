// Package conductor is the RPC API of ironic.conductor.rpcapi.ConductorAPI, imported from Python.
package conductor

import (
	"context"
	"errors"
)

// Errors that servers answer with on purpose.
var (
	ErrInvalidParameterValue                 = errors.New("invalid parameter value")
	ErrDriverNotFound                        = errors.New("driver not found")
	ErrNodeLocked                            = errors.New("node locked")
	ErrInvalidState                          = errors.New("invalid state")
	ErrNoFreeConductorWorker                 = errors.New("no free conductor worker")
	ErrUnsupportedDriverExtension            = errors.New("unsupported driver extension")
	ErrNoValidDefaultForInterface            = errors.New("no valid default for interface")
	ErrInterfaceNotFoundInEntrypoint         = errors.New("interface not found in entrypoint")
	ErrNodeInMaintenance                     = errors.New("node in maintenance")
	ErrInstanceDeployFailure                 = errors.New("instance deploy failure")
	ErrInvalidStateRequested                 = errors.New("invalid state requested")
	ErrNodeProtected                         = errors.New("node protected")
	ErrConcurrentActionLimit                 = errors.New("concurrent action limit")
	ErrStepNotAllowed                        = errors.New("step not allowed")
	ErrNodeAssociated                        = errors.New("node associated")
	ErrNodeConsoleNotEnabled                 = errors.New("node console not enabled")
	ErrConflict                              = errors.New("conflict")
	ErrMACAlreadyExists                      = errors.New("mac already exists")
	ErrPortgroupPhysnetInconsistent          = errors.New("portgroup physnet inconsistent")
	ErrFailedToUpdateMacOnPort               = errors.New("failed to update mac on port")
	ErrFailedToUpdateDHCPOptOnPort           = errors.New("failed to update dhcp opt on port")
	ErrNetworkError                          = errors.New("network error")
	ErrPortgroupMACAlreadyExists             = errors.New("portgroup mac already exists")
	ErrPortgroupNotEmpty                     = errors.New("portgroup not empty")
	ErrNodeNotFound                          = errors.New("node not found")
	ErrVolumeConnectorNotFound               = errors.New("volume connector not found")
	ErrVolumeConnectorTypeAndIdAlreadyExists = errors.New("volume connector type and id already exists")
	ErrVolumeTargetNotFound                  = errors.New("volume target not found")
	ErrVolumeTargetBootIndexAlreadyExists    = errors.New("volume target boot index already exists")
	ErrVifAlreadyAttached                    = errors.New("vif already attached")
	ErrNoFreePhysicalPorts                   = errors.New("no free physical ports")
	ErrVifInvalidForAttach                   = errors.New("vif invalid for attach")
	ErrVifNotAttached                        = errors.New("vif not attached")
	ErrInstanceRescueFailure                 = errors.New("instance rescue failure")
	ErrInstanceUnrescueFailure               = errors.New("instance unrescue failure")
	ErrNodeTraitNotFound                     = errors.New("node trait not found")
	ErrInstanceAssociated                    = errors.New("instance associated")
	ErrInvalid                               = errors.New("invalid")
	ErrNotFound                              = errors.New("not found")
)

// Conductor holds the requests of ironic.conductor.rpcapi.ConductorAPI.
//
//oslo:rpc topic=ironic.conductor_manager exchange=ironic version=1.62
//oslo:error ironic.common.exception.InvalidParameterValue ErrInvalidParameterValue expected
//oslo:error ironic.common.exception.DriverNotFound ErrDriverNotFound expected
//oslo:error ironic.common.exception.NodeLocked ErrNodeLocked expected
//oslo:error ironic.common.exception.InvalidState ErrInvalidState expected
//oslo:error ironic.common.exception.NoFreeConductorWorker ErrNoFreeConductorWorker expected
//oslo:error ironic.common.exception.UnsupportedDriverExtension ErrUnsupportedDriverExtension expected
//oslo:error ironic.common.exception.NoValidDefaultForInterface ErrNoValidDefaultForInterface expected
//oslo:error ironic.common.exception.InterfaceNotFoundInEntrypoint ErrInterfaceNotFoundInEntrypoint expected
//oslo:error ironic.common.exception.NodeInMaintenance ErrNodeInMaintenance expected
//oslo:error ironic.common.exception.InstanceDeployFailure ErrInstanceDeployFailure expected
//oslo:error ironic.common.exception.InvalidStateRequested ErrInvalidStateRequested expected
//oslo:error ironic.common.exception.NodeProtected ErrNodeProtected expected
//oslo:error ironic.common.exception.ConcurrentActionLimit ErrConcurrentActionLimit expected
//oslo:error ironic.common.exception.StepNotAllowed ErrStepNotAllowed expected
//oslo:error ironic.common.exception.NodeAssociated ErrNodeAssociated expected
//oslo:error ironic.common.exception.NodeConsoleNotEnabled ErrNodeConsoleNotEnabled expected
//oslo:error ironic.common.exception.Conflict ErrConflict expected
//oslo:error ironic.common.exception.MACAlreadyExists ErrMACAlreadyExists expected
//oslo:error ironic.common.exception.PortgroupPhysnetInconsistent ErrPortgroupPhysnetInconsistent expected
//oslo:error ironic.common.exception.FailedToUpdateMacOnPort ErrFailedToUpdateMacOnPort expected
//oslo:error ironic.common.exception.FailedToUpdateDHCPOptOnPort ErrFailedToUpdateDHCPOptOnPort expected
//oslo:error ironic.common.exception.NetworkError ErrNetworkError expected
//oslo:error ironic.common.exception.PortgroupMACAlreadyExists ErrPortgroupMACAlreadyExists expected
//oslo:error ironic.common.exception.PortgroupNotEmpty ErrPortgroupNotEmpty expected
//oslo:error ironic.common.exception.NodeNotFound ErrNodeNotFound expected
//oslo:error ironic.common.exception.VolumeConnectorNotFound ErrVolumeConnectorNotFound expected
//oslo:error ironic.common.exception.VolumeConnectorTypeAndIdAlreadyExists ErrVolumeConnectorTypeAndIdAlreadyExists expected
//oslo:error ironic.common.exception.VolumeTargetNotFound ErrVolumeTargetNotFound expected
//oslo:error ironic.common.exception.VolumeTargetBootIndexAlreadyExists ErrVolumeTargetBootIndexAlreadyExists expected
//oslo:error ironic.common.exception.VifAlreadyAttached ErrVifAlreadyAttached expected
//oslo:error ironic.common.exception.NoFreePhysicalPorts ErrNoFreePhysicalPorts expected
//oslo:error ironic.common.exception.VifInvalidForAttach ErrVifInvalidForAttach expected
//oslo:error ironic.common.exception.VifNotAttached ErrVifNotAttached expected
//oslo:error ironic.common.exception.InstanceRescueFailure ErrInstanceRescueFailure expected
//oslo:error ironic.common.exception.InstanceUnrescueFailure ErrInstanceUnrescueFailure expected
//oslo:error ironic.common.exception.NodeTraitNotFound ErrNodeTraitNotFound expected
//oslo:error ironic.common.exception.InstanceAssociated ErrInstanceAssociated expected
//oslo:error ironic.common.exception.Invalid ErrInvalid expected
//oslo:error ironic.common.exception.NotFound ErrNotFound expected
//oslo:release yoga=1.55 zed=1.55 antelope=1.55 2023.1=1.55 2023.2=1.58 2024.1=1.59 2024.2=1.61 2025.1=1.61 2025.2=1.61 2026.1=1.62 2026.2=1.62
type Conductor interface {
	//oslo:call since=1.36 topic={topic}
	CreateNode(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeObj any) (any, error)

	//oslo:call since=1.1 topic={topic}
	UpdateNode(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeObj any,
		//oslo:arg since=1.46
		resetInterfaces bool) (any, error)

	//oslo:call topic={topic}
	ChangeNodePowerState(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, newState any,
		//oslo:arg since=1.39
		timeout any) (any, error)

	//oslo:call since=1.55 topic={topic}
	ChangeNodeBootMode(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, newState any) (any, error)

	//oslo:call since=1.55 topic={topic}
	ChangeNodeSecureBoot(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, newState any) (any, error)

	//oslo:call since=1.2 topic={topic}
	VendorPassthru(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, driverMethod any,
		//oslo:arg since=1.20
		httpMethod any,
		info any) (any, error)

	//oslo:call since=1.14 topic={topic}
	DriverVendorPassthru(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		driverName, driverMethod any,
		//oslo:arg since=1.20
		httpMethod any,
		info any) (any, error)

	//oslo:call since=1.21 topic={topic}
	GetNodeVendorPassthruMethods(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.21 topic={topic}
	GetDriverVendorPassthruMethods(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		driverName any) (any, error)

	//oslo:call since=1.4 topic={topic}
	DoNodeDeploy(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any,
		//oslo:arg since=1.15
		rebuild any,
		//oslo:arg since=1.22
		configdrive any,
		//oslo:arg since=1.52
		deploySteps any) (any, error)

	//oslo:call since=1.6 topic={topic}
	DoNodeTearDown(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.23 topic={topic}
	DoProvisioningAction(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, action any) (any, error)

	//oslo:cast since=1.27 topic={topic}
	ContinueNodeClean(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) error

	//oslo:cast since=1.45 topic={topic}
	ContinueNodeDeploy(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) error

	//oslo:cast since=1.60 topic={topic}
	ContinueNodeService(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) error

	//oslo:call since=1.5 topic={topic}
	ValidateDriverInterfaces(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.9 topic={topic}
	DestroyNode(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.11 topic={topic}
	GetConsoleInformation(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.11 topic={topic}
	SetConsoleMode(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, enabled any) (any, error)

	//oslo:call since=1.41 topic={topic}
	CreatePort(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		portObj any) (any, error)

	//oslo:call since=1.13 topic={topic}
	UpdatePort(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		portObj any) (any, error)

	//oslo:call since=1.33 topic={topic}
	UpdatePortgroup(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		portgroupObj any) (any, error)

	//oslo:call since=1.33 topic={topic}
	DestroyPortgroup(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		portgroup any) (any, error)

	//oslo:call since=1.16 topic={topic}
	GetDriverProperties(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		driverName any) (any, error)

	//oslo:call since=1.17 topic={topic}
	SetBootDevice(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, device any, persistent bool) (any, error)

	//oslo:call since=1.17 topic={topic}
	GetBootDevice(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.40 topic={topic}
	InjectNMI(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.17 topic={topic}
	GetSupportedBootDevices(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.50 topic={topic}
	SetIndicatorState(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, component, indicator, state any) (any, error)

	//oslo:call since=1.50 topic={topic}
	GetIndicatorState(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, component, indicator any) (any, error)

	//oslo:call since=1.50 topic={topic}
	GetSupportedIndicators(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, component any) (any, error)

	//oslo:call since=1.24 topic={topic}
	InspectHardware(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.25 topic={topic}
	DestroyPort(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		port any) (any, error)

	//oslo:call since=1.30 topic={topic}
	SetTargetRAIDConfig(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, targetRAIDConfig any) (any, error)

	//oslo:call since=1.30 topic={topic}
	GetRAIDLogicalDiskProperties(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		driverName any) (any, error)

	//oslo:call since=1.32 topic={topic}
	DoNodeClean(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, cleanSteps any,
		//oslo:arg since=1.53
		disableRamdisk any) (any, error)

	//oslo:call since=1.34 topic={topic}
	Heartbeat(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, callbackURL any,
		//oslo:arg since=1.42 below=drop
		agentVersion any,
		//oslo:arg since=1.49 below=drop
		agentToken any,
		//oslo:arg since=1.51 below=drop
		agentVerifyCa any,
		//oslo:arg since=1.54 below=drop
		agentStatus any,
		//oslo:arg since=1.54 below=drop
		agentStatusMessage any) (any, error)

	//oslo:call since=1.31
	ObjectClassActionVersions(ctx context.Context, objname, objmethod, objectVersions, args,
		kwargs any) (any, error)

	//oslo:call since=1.31
	ObjectAction(ctx context.Context, objinst, objmethod, args, kwargs any) (any, error)

	//oslo:call since=1.31
	ObjectBackportVersions(ctx context.Context, objinst, objectVersions any) (any, error)

	//oslo:call since=1.35 topic={topic}
	DestroyVolumeConnector(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		connector any) (any, error)

	//oslo:call since=1.35 topic={topic}
	UpdateVolumeConnector(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		connector any) (any, error)

	//oslo:call since=1.37 topic={topic}
	DestroyVolumeTarget(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		target any) (any, error)

	//oslo:call since=1.37 topic={topic}
	UpdateVolumeTarget(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		target any) (any, error)

	//oslo:call since=1.38 topic={topic}
	VIFAttach(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, vifInfo any) (any, error)

	//oslo:call since=1.38 topic={topic}
	VIFDetach(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, vifID any) (any, error)

	//oslo:call since=1.38 topic={topic}
	VIFList(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.43 topic={topic}
	DoNodeRescue(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, rescuePassword any) (any, error)

	//oslo:call since=1.43 topic={topic}
	DoNodeUnrescue(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.44 topic={topic}
	AddNodeTraits(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, traits any, replace bool) (any, error)

	//oslo:call since=1.44 topic={topic}
	RemoveNodeTraits(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, traits any) (any, error)

	//oslo:call since=1.48 topic={topic}
	CreateAllocation(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		allocation any) (any, error)

	//oslo:call since=1.48 topic={topic}
	DestroyAllocation(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		allocation any) (any, error)

	//oslo:call since=1.49 topic={topic}
	GetNodeWithToken(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.56 topic={topic}
	ContinueInspection(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, inventory, pluginData any) (any, error)

	//oslo:call since=1.57 topic={topic}
	DoNodeService(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, serviceSteps, disableRamdisk any) (any, error)

	//oslo:call since=1.59 topic={topic}
	AttachVirtualMedia(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, deviceType, imageURL any) (any, error)

	//oslo:call since=1.59 topic={topic}
	DetachVirtualMedia(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID, deviceTypes any) (any, error)

	//oslo:call since=1.61 topic={topic}
	GetVirtualMedia(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		nodeID any) (any, error)

	//oslo:call since=1.62 topic={topic}
	UpdatePortgroupPhysicalNetwork(ctx context.Context,
		//oslo:topic
		topic string,
		//oslo:server
		host string,
		portgroup, newPhysicalNetwork any) (any, error)
}
