"""How messages leave the house: one file per channel, and the loop that hands them over."""

from services.notifications.channels.channel import Accepted, Channel, Message, Rejected, Retry
from services.notifications.channels.dispatcher import Dispatcher
from services.notifications.channels.file import FileChannel

__all__ = ["Accepted", "Channel", "Dispatcher", "FileChannel", "Message", "Rejected", "Retry"]
