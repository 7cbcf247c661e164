package floor

import (
	"context"
	"errors"
	"log"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

const (
	prefetch = 100
	workers  = 64
	ackBatch = 32 // the most that is acknowledged at once
)

// Handler has the method of a server.
type Handler interface {
	Echo(ctx context.Context, data string) (string, error)
	Tell(ctx context.Context, data string) error
}

// Server serves one topic.
type Server struct {
	handler               Handler
	publishing, consuming *amqp.Connection
	channel               *amqp.Channel
	ids                   *Client // makes ids only
	work                  chan amqp.Delivery
	running               sync.WaitGroup
}

// Serve starts a server of the topic.
func Serve(url, topic string, h Handler) (*Server, error) {
	s := &Server{handler: h, ids: &Client{}, work: make(chan amqp.Delivery)}
	var err error
	if s.publishing, s.channel, err = connect(url); err != nil {
		return nil, err
	}
	var ch *amqp.Channel
	if s.consuming, ch, err = connect(url); err != nil {
		return nil, errors.Join(err, s.publishing.Close())
	}
	requests, err := subscribe(ch, topic)
	if err != nil {
		return nil, errors.Join(err, s.publishing.Close(), s.consuming.Close())
	}
	go s.read(ch, requests) // ends with the connection
	for range workers {
		s.running.Go(s.run) // ends when read has
	}
	return s, nil
}

func subscribe(ch *amqp.Channel, topic string) (<-chan amqp.Delivery, error) {
	if _, err := ch.QueueDeclare(topic, false, false, false, false, nil); err != nil {
		return nil, err
	}
	if err := ch.QueueBind(topic, topic, exchange, false, nil); err != nil {
		return nil, err
	}
	if err := ch.Qos(prefetch, 0, false); err != nil {
		return nil, err
	}
	return ch.Consume(topic, "", false, false, false, false, nil)
}

// read acknowledges the requests that have arrived, then hands them to workers.
func (s *Server) read(ch *amqp.Channel, requests <-chan amqp.Delivery) {
	defer close(s.work)
	batch := make([]amqp.Delivery, 0, ackBatch)
	for first := range requests {
		batch = gathered(append(batch[:0], first), requests)
		if err := ch.Ack(batch[len(batch)-1].DeliveryTag, true); err != nil {
			return
		}
		for _, d := range batch {
			s.work <- d
		}
	}
}

// gathered appends the requests that have arrived, up to the batch's capacity.
func gathered(batch []amqp.Delivery, requests <-chan amqp.Delivery) []amqp.Delivery {
	for len(batch) < cap(batch) {
		select {
		case d, ok := <-requests:
			if !ok {
				return batch
			}
			batch = append(batch, d)
		default:
			return batch
		}
	}
	return batch
}

func (s *Server) run() {
	for d := range s.work {
		if err := s.serve(d.Body); err != nil {
			log.Print(err)
		}
	}
}

func (s *Server) serve(body []byte) error {
	ctx := context.Background()
	r, err := parseRequest(body)
	if err != nil {
		return err
	}
	if len(r.call) == 0 {
		return s.handler.Tell(ctx, r.data)
	}
	result, err := s.handler.Echo(ctx, r.data)
	if err != nil {
		return err
	}
	buf := buffers.Get().(*[]byte)
	defer buffers.Put(buf)
	*buf = appendReply((*buf)[:0], result, r.call, s.ids.newID())
	return s.channel.PublishWithContext(ctx, "", string(r.replyQueue), true, false, publishing(*buf, ""))
}

// Close closes the server's connections and waits for its workers.
func (s *Server) Close() error {
	err := s.consuming.Close()
	s.running.Wait()
	return errors.Join(err, s.publishing.Close())
}
