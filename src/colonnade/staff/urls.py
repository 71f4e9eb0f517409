"""The addresses of the staff's screens."""

from django.urls import URLPattern, path

from colonnade.staff.views import queue

urlpatterns: list[URLPattern] = [path("", queue.queue, name="staff_queue")]
