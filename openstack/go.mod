module github.com/oslogen/oslogen/openstack

go 1.26.0

replace github.com/oslogen/oslogen => ../

require (
	github.com/google/go-cmp v0.7.0
	github.com/oslogen/oslogen v0.0.0-00010101000000-000000000000
)

require (
	github.com/google/uuid v1.6.0 // indirect
	github.com/rabbitmq/amqp091-go v1.16.0 // indirect
)
