from django.urls import path

from marktplein.mail import views

app_name = "post"
urlpatterns = [
    path("", views.post_lijst, name="lijst"),
    path("<int:pk>/", views.post_detail, name="detail"),
]
