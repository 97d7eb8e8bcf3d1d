from django.urls import path

from marktplein.mail import views

# The bell is for who works here, the post box for the demo: two sets of names (marktplein/urls.py).
meldingen = (
    [
        path("", views.meldingen_lijst, name="lijst"),
        path("<int:pk>/", views.melding_open, name="open"),
        path("gelezen/", views.alles_gelezen, name="gelezen"),
        path("voorkeuren/", views.voorkeuren, name="voorkeuren"),
    ],
    "meldingen",
)

app_name = "post"
urlpatterns = [
    path("", views.post_lijst, name="lijst"),
    path("<int:pk>/", views.post_detail, name="detail"),
    path("<int:pk>/opgemaakt/", views.post_opgemaakt, name="opgemaakt"),
]
