package api

import (
	"context"
	"errors"

	"github.com/oslogen/oslogen/testdata/golden/own_names/other"
)

// Server reaches what is generated, by a field that does not travel.
type Server struct {
	ID     string             `json:"id"`
	Events *ServerNotifier    `json:"-"`
	Hook   func(*ImageClient) `json:"-"`
	client *ServersClient
	images other.ImagesClient
	base   UnimplementedServers
	store  *generatedElsewhere
}

// Image embeds a client.
type Image struct {
	*ServersClient `json:"-"`
	Name           string `json:"name"`
}

// GoneError has a client, too.
type GoneError struct {
	ID     string `json:"id"`
	client *ServersClient
}

// Error implements error.
func (e *GoneError) Error() string { return "gone: " + e.ID }

// ErrFull is a sentinel.
var ErrFull = errors.New("full")

//oslo:rpc topic=servers
//oslo:error nova.exception.Gone GoneError
//oslo:error nova.exception.Full ErrFull
type Servers interface {
	//oslo:call
	Show(ctx context.Context, id string) (*Server, error)

	//oslo:call
	Upload(ctx context.Context, image Image) error
}

//oslo:rpc topic=images
type Image_ interface {
	//oslo:call
	Show(ctx context.Context, id string) (*Image, error)
}

//oslo:notify publisher=server
type Server_ interface {
	//oslo:event server.create
	Created(ctx context.Context, s Server) error
}

// ImageClient is an alias of what is generated.
type ImageClient = Image_Client

// ServerNotifier is one, too.
type ServerNotifier = Server_Notifier
